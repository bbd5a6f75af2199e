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

/**
 * Something that was done with a person's data, or with what somebody of the public has said.
 *
 * @param type of the fact: opened, restricted, set free or erased
 * @param subject number of the person, e.g. {@code 4101850010010001-01}; of an objection its notice
 *     and number, {@code notice/GS-2016-001/01}; of a report its lead, {@code lead/…}
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
    String subject,
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
