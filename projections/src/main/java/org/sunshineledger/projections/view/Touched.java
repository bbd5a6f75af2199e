package org.sunshineledger.projections.view;

/**
 * How far a view has come: equal to an earlier one as long as none of its rows has changed.
 *
 * @param position the highest among the facts of its rows, -1 for no rows
 * @param table its rows stand in: another one after the view was built anew
 */
public record Touched(String view, long position, long table) {}
