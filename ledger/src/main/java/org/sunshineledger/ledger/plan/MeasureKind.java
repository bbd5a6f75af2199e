package org.sunshineledger.ledger.plan;

/** 帮扶措施, each on one of the five paths 转扶搬保救 (article of 2016-10-17; domain.md PL-5). */
public enum MeasureKind {
  TRANSFER_EMPLOYMENT(Path.TRANSFER),
  SKILLS_TRAINING(Path.TRANSFER),
  INDUSTRY_SUPPORT(Path.SUPPORT),
  MICROCREDIT(Path.SUPPORT),
  RELOCATION(Path.RELOCATE),
  SUBSISTENCE_ALLOWANCE(Path.GUARANTEE),
  RELIEF(Path.RELIEVE),
  EDUCATION_AID(Path.RELIEVE),
  YULU_SUBSIDY(Path.RELIEVE),
  UNIVERSITY_GRANT(Path.RELIEVE),
  HEALTH_AID(Path.RELIEVE),
  CHARITY(Path.RELIEVE);

  /** 转、扶、搬、保、救. */
  public enum Path {
    TRANSFER,
    SUPPORT,
    RELOCATE,
    GUARANTEE,
    RELIEVE
  }

  private final Path path;

  MeasureKind(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }
}
