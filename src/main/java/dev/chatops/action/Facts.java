package dev.chatops.action;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that a plan may rest on.
///
/// @param commandUid the mark that the effect carries
/// @param startedAt when the command starts, whole seconds
/// @param scale the target's scale subresource, read for scale actions only
/// @param autoscalers what scales the target by itself, such as `HorizontalPodAutoscaler web`, when
///   the action needs to know
/// @param revisions ReplicaSets or ControllerRevisions that the target owns, when the action needs
///   them
public record Facts(
    String commandUid,
    Instant startedAt,
    Workload target,
    @Nullable JsonNode scale,
    List<String> autoscalers,
    List<JsonNode> revisions) {}
