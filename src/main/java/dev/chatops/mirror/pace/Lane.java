package dev.chatops.mirror.pace;

/// A channel, as far as limits go. One message at a time is on its way to it.
public record Lane(String workspace, String channel) {}
