package org.sunshineledger.projections.view;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A row of any view at a moment, as it is written.
 *
 * @param occurredOn the latest day among its facts
 * @param position the highest position among its facts
 * @param facts how many it is folded from
 * @param synthetic whether any of them is made up
 * @param row null when its facts say nothing yet
 */
public record RowAt(
    String key,
    LocalDate occurredOn,
    long position,
    int facts,
    boolean synthetic,
    @Nullable JsonNode row) {}
