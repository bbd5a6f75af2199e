package org.sunshineledger.ledger.plan;

import org.sunshineledger.ledger.policy.Sector;

/** 帮扶措施, each on one of the five paths 转扶搬保救 (article of 2016-10-17; domain.md PL-5). */
public enum MeasureKind {
  TRANSFER_EMPLOYMENT(Path.TRANSFER, Sector.TRANSFER_EMPLOYMENT),
  SKILLS_TRAINING(Path.TRANSFER, Sector.TRANSFER_EMPLOYMENT),
  INDUSTRY_SUPPORT(Path.SUPPORT, Sector.INDUSTRY),
  MICROCREDIT(Path.SUPPORT, Sector.FINANCE),
  RELOCATION(Path.RELOCATE, Sector.RELOCATION),
  SUBSISTENCE_ALLOWANCE(Path.GUARANTEE, Sector.SUBSISTENCE_AND_RELIEF),
  RELIEF(Path.RELIEVE, Sector.SUBSISTENCE_AND_RELIEF),
  EDUCATION_AID(Path.RELIEVE, Sector.EDUCATION),
  YULU_SUBSIDY(Path.RELIEVE, Sector.EDUCATION),
  UNIVERSITY_GRANT(Path.RELIEVE, Sector.EDUCATION),
  HEALTH_AID(Path.RELIEVE, Sector.HEALTH),
  CHARITY(Path.RELIEVE, Sector.SUBSISTENCE_AND_RELIEF);

  /** 转、扶、搬、保、救. */
  public enum Path {
    TRANSFER,
    SUPPORT,
    RELOCATE,
    GUARANTEE,
    RELIEVE
  }

  private final Path path;
  private final Sector sector;

  MeasureKind(Path path, Sector sector) {
    this.path = path;
    this.sector = sector;
  }

  public Path path() {
    return path;
  }

  /** Whose plan of 1+N it belongs to. */
  public Sector sector() {
    return sector;
  }
}
