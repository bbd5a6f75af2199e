package org.sunshineledger.projections.view;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies a difference, knowing no more of it than its paths and what stands after. */
final class Patch {

  private static final JsonMapper JSON = JsonMapper.shared();

  private Patch() {}

  /** The tree after the difference. */
  static JsonNode patched(JsonNode before, List<FieldDifference> difference) {
    JsonNode tree = before.deepCopy();
    for (FieldDifference each : difference) {
      @Nullable JsonNode after = each.after();
      if (after != null) set(tree, each.path(), after);
    }
    for (FieldDifference each : difference.reversed())
      if (each.after() == null) drop(tree, each.path());
    return tree;
  }

  private static void set(JsonNode tree, String path, JsonNode value) {
    switch (parent(tree, path)) {
      case ObjectNode object -> object.set(name(path), value);
      case ArrayNode array when place(path) == array.size() -> array.add(value);
      case ArrayNode array -> array.set(place(path), value);
      default -> throw new AssertionError("nothing holds " + path);
    }
  }

  private static void drop(JsonNode tree, String path) {
    switch (parent(tree, path)) {
      case ObjectNode object -> object.remove(name(path));
      case ArrayNode array -> array.remove(place(path));
      default -> throw new AssertionError("nothing holds " + path);
    }
  }

  private static JsonNode parent(JsonNode tree, String path) {
    return Objects.requireNonNull(FieldPath.of(path.substring(0, last(path))).in(tree), path);
  }

  /** Where the last step begins: its dot, its bracket, or the beginning. */
  private static int last(String path) {
    if (path.endsWith("\"]")) return path.lastIndexOf("[\"");
    return Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('[')));
  }

  private static String name(String path) {
    String step = path.substring(last(path));
    if (step.startsWith("[\""))
      return JSON.readValue(step.substring(1, step.length() - 1), String.class);
    return step.startsWith(".") ? step.substring(1) : step;
  }

  private static int place(String path) {
    String step = path.substring(last(path));
    return Integer.parseInt(step.substring(1, step.length() - 1));
  }
}
