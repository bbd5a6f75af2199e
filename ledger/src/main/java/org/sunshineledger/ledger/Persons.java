package org.sunshineledger.ledger;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.household.HouseholdEvent;
import org.sunshineledger.ledger.household.HouseholdEvent.HouseholdApplied;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberDetailsCorrected;
import org.sunshineledger.ledger.household.HouseholdEvent.MemberJoined;
import org.sunshineledger.ledger.household.Member;
import org.sunshineledger.ledger.journal.FactCodec;
import org.sunshineledger.ledger.journal.Journal;
import org.sunshineledger.ledger.journal.StoredFact;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.SubjectId;
import org.sunshineledger.ledger.vault.Vault;

/**
 * Who somebody on the register is. Whoever asks has had the access recorded before ({@code
 * OpenPersonalData}): here nobody is asked for a reason.
 */
public final class Persons {

  private final Journal journal;
  private final FactCodec codec;
  private final Vault vault;

  Persons(Journal journal, FactCodec codec, Vault vault) {
    this.journal = journal;
    this.codec = codec;
    this.vault = vault;
  }

  /** The newest value of each field; what was erased or never given is left out. */
  public Map<PersonalField, String> open(SubjectId subject, Collection<PersonalField> fields) {
    Map<PersonalField, Commitment> commitments = commitments(subject);
    Map<PersonalField, String> values = new EnumMap<>(PersonalField.class);
    for (PersonalField field : fields) {
      Commitment commitment = commitments.get(field);
      if (commitment != null) vault.open(commitment).ifPresent(value -> values.put(field, value));
    }
    return values;
  }

  private Map<PersonalField, Commitment> commitments(SubjectId subject) {
    MemberId asked = subject.member();
    Map<PersonalField, Commitment> newest = new EnumMap<>(PersonalField.class);
    for (StoredFact row : journal.stream(subject.household().stream()))
      if (codec.decode(row).event() instanceof HouseholdEvent event)
        switch (event) {
          case HouseholdApplied it -> it.members().forEach(each -> keep(each, asked, newest));
          case MemberJoined it -> keep(it.member(), asked, newest);
          case MemberDetailsCorrected it -> {
            if (it.member().equals(asked)) newest.put(it.after().field(), it.after());
          }
          default -> {
            // Says of nobody who he is.
          }
        }
    return newest;
  }

  /** With each application the person is told anew. */
  private static void keep(Member member, MemberId asked, Map<PersonalField, Commitment> newest) {
    if (!member.member().equals(asked)) return;
    newest.clear();
    for (Commitment each : member.commitments()) newest.put(each.field(), each);
  }
}
