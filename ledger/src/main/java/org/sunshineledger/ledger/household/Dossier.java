package org.sunshineledger.ledger.household;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.Vault;

/**
 * Who the members are, as far as facts may say: their commitments, and the claim that a person is in
 * one household only.
 */
final class Dossier {

  /** The kind of claim; its key is the keyed fingerprint of an ID number. */
  static final String PERSON_ON_REGISTER = "person-on-register";

  private record FingerprintOf(String member) {}

  private final Map<MemberId, Map<PersonalField, Commitment>> members = new LinkedHashMap<>();

  int headCount() {
    return members.size();
  }

  boolean has(@Nullable MemberId member) {
    return members.containsKey(member);
  }

  Set<MemberId> members() {
    return members.keySet();
  }

  @Nullable Commitment commitment(MemberId member, PersonalField field) {
    Map<PersonalField, Commitment> fields = members.get(member);
    return fields == null ? null : fields.get(field);
  }

  void join(Member member) {
    Map<PersonalField, Commitment> fields = new HashMap<>();
    for (Commitment commitment : member.commitments())
      fields.put(commitment.field(), commitment);
    members.put(member.member(), fields);
  }

  void leave(MemberId member) {
    members.remove(member);
  }

  void correct(MemberId member, Commitment after) {
    members.getOrDefault(member, new HashMap<>()).put(after.field(), after);
  }

  /** Seals the person's fields and claims him for this household. */
  static Member enter(HouseholdId household, Person person, Vault vault) {
    String subject = subject(household, person.member());
    String fingerprint = vault.fingerprint(person.idNumber());
    Append append = Append.current();
    append.note(new FingerprintOf(subject), String.class, () -> fingerprint);
    append.claim(PERSON_ON_REGISTER, fingerprint, subject);
    return new Member(
        person.member(),
        person.relationship(),
        List.of(
            vault.seal(subject, PersonalField.NAME, person.name()),
            vault.seal(subject, PersonalField.ID_NUMBER, person.idNumber())));
  }

  /** Gives the person free for another household. */
  void release(HouseholdId household, MemberId member, Vault vault) {
    String subject = subject(household, member);
    Append append = Append.current();
    String fingerprint =
        append.note(
            new FingerprintOf(subject),
            String.class,
            () -> {
              Commitment number = commitment(member, PersonalField.ID_NUMBER);
              return number == null
                  ? ""
                  : vault.open(number).map(vault::fingerprint).orElse("");
            });
    // Erased from the vault: nobody can be found by that number any more, nor kept by it.
    if (!fingerprint.isEmpty()) append.release(PERSON_ON_REGISTER, fingerprint, subject);
  }

  static String subject(HouseholdId household, MemberId member) {
    return household.stream() + "/" + member;
  }
}
