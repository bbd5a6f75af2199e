package org.sunshineledger.ledger.plan;

import org.sunshineledger.ledger.fact.MemberId;

/** 一人一策: a measure for one member, the N of N+2. */
public record PersonMeasure(MeasureId measure, MemberId member, MeasureKind kind) {}
