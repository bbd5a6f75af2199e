package org.sunshineledger.ledger.project;

import org.sunshineledger.ledger.fact.ProjectCode;
import org.sunshineledger.ledger.fact.Sha256;

/** 项目库: which project of the same content is known already. */
public interface Library {

  /** Whether another project of this content was admitted and is not refused. */
  boolean isTaken(Sha256 content, ProjectCode by);
}
