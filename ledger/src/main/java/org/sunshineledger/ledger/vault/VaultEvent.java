package org.sunshineledger.ledger.vault;

import java.util.List;
import java.util.UUID;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.FactType;
import org.sunshineledger.ledger.fact.Visibility;

/**
 * Everything that can be said about a person's data, on the stream {@code vault/{subject}}; none of
 * it says what the data is.
 */
public sealed interface VaultEvent extends Event {

  SubjectId subject();

  @Override
  default Visibility visibility() {
    return Visibility.RESTRICTED;
  }

  /** 限制处理: from here on the data is kept and protected, and nothing else (PIPL 47 ¶2). */
  @FactType("vault.personal-data-restricted.v1")
  record PersonalDataRestricted(SubjectId subject, ProtectionBasis legalBasis)
      implements VaultEvent {}

  /** 解除限制. */
  @FactType("vault.personal-data-restriction-lifted.v1")
  record PersonalDataRestrictionLifted(SubjectId subject) implements VaultEvent {}

  /**
   * 删除: the keys are destroyed with this fact, and with them the values.
   *
   * @param keys random ids of the destroyed keys, by which a vault that is put back is recognised
   */
  @FactType("vault.personal-data-erased.v1")
  record PersonalDataErased(SubjectId subject, ProtectionBasis legalBasis, List<UUID> keys)
      implements VaultEvent {
    public PersonalDataErased {
      keys = List.copyOf(keys);
    }
  }

  /** 查阅: who is the actor; recorded before anything was shown. */
  @FactType("vault.personal-data-accessed.v1")
  record PersonalDataAccessed(SubjectId subject, List<PersonalField> fields, AccessPurpose purpose)
      implements VaultEvent {
    public PersonalDataAccessed {
      fields = List.copyOf(fields);
    }
  }
}
