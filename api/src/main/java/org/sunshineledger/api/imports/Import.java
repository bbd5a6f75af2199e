package org.sunshineledger.api.imports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Actor;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.ledger.vault.SealingKey;
import org.sunshineledger.ledger.vault.Vault;

/**
 * One uploaded file, as far as it has come.
 *
 * @param mode null while nobody has asked to have it recorded
 * @param basis number of the document it rests on
 * @param account who uploaded it
 * @param region of the uploader's post on that day
 * @param recorder who has it recorded
 * @param actor of the facts: the uploader's post while it is looked through, then the recorder's
 * @param rows below the header
 * @param units orders, or groups of rows that are none
 * @param problems how many were found
 * @param done how many units the running work has come to
 * @param key of what is sealed, wrapped; null once nothing is left
 */
record Import(
    UUID id,
    ImportKind kind,
    State state,
    @Nullable Recorded mode,
    boolean backfill,
    @Nullable String basis,
    String account,
    RegionCode region,
    @Nullable String recorder,
    Actor actor,
    Sha256 digest,
    long bytes,
    int rows,
    int units,
    int problems,
    int done,
    byte @Nullable [] key,
    Instant uploadedAt,
    Instant expiresAt,
    @Nullable Instant endedAt) {

  /** How far it is. */
  enum State {
    /** Each order is tried out, and none is recorded. */
    CHECKING,
    READY,
    RECORDING,
    /** Every row is a fact, or was refused. */
    RECORDED
  }

  /** How it is to be recorded. */
  enum Recorded {
    ALL_OR_NOTHING,
    LINE_BY_LINE
  }

  /** What became of a unit. */
  enum Outcome {
    RECORDED,
    REFUSED,
    /** Its rows have problems and are no order. */
    BAD
  }

  /** Under which its key is kept. */
  String name() {
    return "import/" + id;
  }

  /**
   * The key of what is sealed; null once nothing is left, or when the master key was replaced since
   * the file came.
   */
  @Nullable SealingKey sealing(Vault vault) {
    if (key == null) return null;
    try {
      return vault.sealing(key, name());
    } catch (IllegalStateException noMasterKeyOpensIt) {
      return null;
    }
  }

  /** Where a unit's order is sealed. */
  String place(int unit) {
    return name() + "/" + unit;
  }
}
