package dev.chatops.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatops.testing.Manifests;
import java.nio.file.Path;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;

/// Runs the health checks that are shipped for Argo CD, with no more of Lua's library than Argo CD
/// gives them.
///
/// @param status Healthy, Progressing or Degraded
record ArgoCdHealth(String status, String message) {

  private static final Path SHIPPED =
      Path.of("manifests/examples/gitops/argocd/10.ConfigMap.argocd-cm.yaml");

  static ArgoCdHealth of(JsonNode object) {
    JsonNode script =
        Manifests.tree(Manifests.read(SHIPPED))
            .path("data")
            .path("resource.customizations.health.chatops.dev_" + object.path("kind").asText());
    assertThat(script.isTextual()).as("health check of %s", object.path("kind")).isTrue();
    var lua = new Globals();
    lua.load(new BaseLib());
    lua.load(new PackageLib());
    lua.load(new TableLib());
    LoadState.install(lua);
    LuaC.install(lua);
    lua.set("obj", value(object));
    LuaValue health = lua.load(script.asText()).call();
    return new ArgoCdHealth(health.get("status").checkjstring(), health.get("message").tojstring());
  }

  private static LuaValue value(JsonNode node) {
    if (node.isObject()) {
      var table = new LuaTable();
      node.properties().forEach(each -> table.set(each.getKey(), value(each.getValue())));
      return table;
    }
    if (node.isArray()) {
      var table = new LuaTable();
      node.forEach(each -> table.insert(table.length() + 1, value(each)));
      return table;
    }
    if (node.isNumber()) {
      return LuaValue.valueOf(node.asDouble());
    }
    return node.isBoolean() ? LuaValue.valueOf(node.asBoolean()) : LuaValue.valueOf(node.asText());
  }
}
