package org.sunshineledger.projections.view;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row and how far it has been folded.
 *
 * @param occurredOn the latest day among its facts
 * @param position the highest position among its facts
 * @param synthetic whether any of its facts is made up
 * @param row null when its facts say nothing yet
 */
public record Folded<R extends Record>(
    String key, LocalDate occurredOn, long position, boolean synthetic, @Nullable R row) {}
