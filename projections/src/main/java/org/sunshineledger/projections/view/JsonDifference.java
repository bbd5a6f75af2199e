package org.sunshineledger.projections.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where two JSON trees differ: objects name by name, arrays place by place, anything else as a
 * whole. Whoever sets every value to what it was after, from the first to the last, and drops from
 * the last to the first what is not there any more, turns the one tree into the other.
 */
final class JsonDifference {

  private final List<FieldDifference> found = new ArrayList<>();

  private JsonDifference() {}

  /** In the order of the first tree; what only the second has comes after. */
  static List<FieldDifference> between(JsonNode before, JsonNode after) {
    JsonDifference difference = new JsonDifference();
    difference.compare(FieldPath.WHOLE, before, after);
    return difference.found;
  }

  private void compare(FieldPath path, @Nullable JsonNode before, @Nullable JsonNode after) {
    if (Objects.equals(before, after)) return;
    if (before != null && after != null && before.isObject() && after.isObject())
      names(path, before, after);
    else if (before != null && after != null && before.isArray() && after.isArray())
      places(path, before, after);
    else found.add(new FieldDifference(path.toString(), before, after));
  }

  private void names(FieldPath path, JsonNode before, JsonNode after) {
    for (String name : before.propertyNames())
      compare(path.name(name), before.get(name), after.get(name));
    for (String name : after.propertyNames())
      if (!before.has(name)) compare(path.name(name), null, after.get(name));
  }

  private void places(FieldPath path, JsonNode before, JsonNode after) {
    for (int i = 0; i < Math.max(before.size(), after.size()); i++)
      compare(path.place(i), before.get(i), after.get(i));
  }
}
