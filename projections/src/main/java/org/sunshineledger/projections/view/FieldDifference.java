package org.sunshineledger.projections.view;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One value of a row that is not the same at two moments.
 *
 * @param path of the value, as {@link FieldPath} writes it
 * @param before null where there was none
 * @param after null where there is none any more
 */
public record FieldDifference(String path, @Nullable JsonNode before, @Nullable JsonNode after) {}
