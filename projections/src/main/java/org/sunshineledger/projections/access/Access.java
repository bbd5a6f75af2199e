package org.sunshineledger.projections.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.fact.Post;
import org.sunshineledger.ledger.fact.RegionCode;
import org.sunshineledger.ledger.vault.AccessPurpose;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.ProtectionBasis;
import org.sunshineledger.ledger.vault.SubjectId;

/**
 * Something that was done with a person's data.
 *
 * @param type of the fact: opened, restricted, set free or erased
 * @param on the day it was done
 * @param region of the officer on that day
 * @param basis number of a document, or null
 * @param fields that were opened; none for what is not an opening
 * @param purpose why they were, or null
 * @param legalBasis of a restriction or an erasure, or null
 */
public record Access(
    String type,
    LocalDate on,
    Instant recordedAt,
    long position,
    SubjectId subject,
    OfficerId officer,
    Post post,
    String office,
    RegionCode region,
    @Nullable String basis,
    List<PersonalField> fields,
    @Nullable AccessPurpose purpose,
    @Nullable ProtectionBasis legalBasis,
    boolean synthetic)
    implements Comparable<Access> {

  public Access {
    fields = List.copyOf(fields);
  }

  @Override
  public int compareTo(Access other) {
    int byDay = on.compareTo(other.on);
    return byDay != 0 ? byDay : Long.compare(position, other.position);
  }
}
