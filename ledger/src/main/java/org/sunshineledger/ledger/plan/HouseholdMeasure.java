package org.sunshineledger.ledger.plan;

/** 对户措施: a measure for the household, of which N+2 asks for two. */
public record HouseholdMeasure(MeasureId measure, MeasureKind kind) {}
