package org.sunshineledger.ledger.vault;

import java.util.List;
import org.sunshineledger.ledger.fact.Order;

/** What can be ordered of a person's data. */
public sealed interface VaultOrder extends Order {

  SubjectId subject();

  @Override
  default String stream() {
    return subject().stream();
  }

  record RestrictPersonalData(SubjectId subject, ProtectionBasis legalBasis)
      implements VaultOrder {}

  record LiftRestriction(SubjectId subject) implements VaultOrder {}

  record ErasePersonalData(SubjectId subject, ProtectionBasis legalBasis) implements VaultOrder {}

  /** Whoever records this may then read the fields, once. */
  record OpenPersonalData(SubjectId subject, List<PersonalField> fields, AccessPurpose purpose)
      implements VaultOrder {
    public OpenPersonalData {
      if (fields.isEmpty()) throw new IllegalArgumentException("no field is asked for");
      fields = fields.stream().distinct().sorted().toList();
    }
  }
}
