package org.sunshineledger.projections.progress;

import java.time.LocalDate;

/**
 * One point of the chart.
 *
 * @param day the last of the month, or the asked day
 * @param exits acts of exit since the beginning of the year
 */
public record MonthPoint(LocalDate day, Tally exits, Tally registered) {}
