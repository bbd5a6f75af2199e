package org.sunshineledger.ledger.fact;

/**
 * One signature under an act, with the capacity it was given in. 谁调查谁负责、谁审核谁负责: the signer answers
 * for the result (贵州省大扶贫条例 art. 17; domain.md ID-4).
 */
public record Signer(OfficerId officer, Capacity capacity) {

  /** In which capacity an officer signed. */
  public enum Capacity {
    SURVEYOR,
    REVIEW_CHAIR,
    MINUTE_TAKER,
    TOWNSHIP_AUDITOR,
    COUNTY_REVIEWER,
    VILLAGE_COMMITTEE,
    WORK_TEAM,
    APPROVER,
    INVESTIGATOR
  }
}
