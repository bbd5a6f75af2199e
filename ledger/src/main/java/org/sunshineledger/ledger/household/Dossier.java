package org.sunshineledger.ledger.household;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;
import org.sunshineledger.ledger.fact.OfficerId;
import org.sunshineledger.ledger.household.HouseholdOrder.Person;
import org.sunshineledger.ledger.journal.Append;
import org.sunshineledger.ledger.rules.Claims;
import org.sunshineledger.ledger.vault.Commitment;
import org.sunshineledger.ledger.vault.PersonalField;
import org.sunshineledger.ledger.vault.Vault;

/**
 * Who the members are, as far as facts may say: their commitments, and the claim that a person is
 * in one household only.
 */
final class Dossier {

  private record FingerprintOf(String member) {}

  /** What the running append knows of a member; empty: not yet asked for, or erased. */
  private static final class Noted {
    String fingerprint = "";
  }

  private final Map<MemberId, Map<PersonalField, Commitment>> members = new LinkedHashMap<>();
  private final Set<MemberId> ever = new HashSet<>();

  /** The day from which whoever left was no member any more. */
  private final Map<MemberId, LocalDate> left = new HashMap<>();

  /** Of everybody who ever was a member: who has left can still be recognised. */
  private final Map<MemberId, Commitment> idNumbers = new HashMap<>();

  private final Set<OfficerId> kin = new HashSet<>();

  int headCount() {
    return members.size();
  }

  boolean has(@Nullable MemberId member) {
    return members.containsKey(member);
  }

  /** Whether it is a member, or still was one on the day. */
  boolean hadOn(MemberId member, LocalDate day) {
    LocalDate gone = left.get(member);
    return has(member) || (gone != null && day.isBefore(gone));
  }

  /**
   * Whether the number was ever given; it is not given again, or a benefit would change its payee.
   */
  boolean everHad(MemberId member) {
    return ever.contains(member);
  }

  Set<MemberId> members() {
    return members.keySet();
  }

  /** Officers who are near relatives of a member. */
  Set<OfficerId> kin() {
    return kin;
  }

  void declareKin(OfficerId officer) {
    kin.add(officer);
  }

  @Nullable Commitment idNumber(MemberId member) {
    return idNumbers.get(member);
  }

  @Nullable Commitment commitment(MemberId member, PersonalField field) {
    Map<PersonalField, Commitment> fields = members.get(member);
    return fields == null ? null : fields.get(field);
  }

  void join(Member member) {
    Map<PersonalField, Commitment> fields = new HashMap<>();
    for (Commitment commitment : member.commitments()) fields.put(commitment.field(), commitment);
    members.put(member.member(), fields);
    Commitment idNumber = fields.get(PersonalField.ID_NUMBER);
    if (idNumber != null) idNumbers.put(member.member(), idNumber);
    ever.add(member.member());
  }

  /** Before those of a new application come in. */
  void clear() {
    members.clear();
  }

  void leave(MemberId member, LocalDate day) {
    members.remove(member);
    left.put(member, day);
  }

  void correct(MemberId member, Commitment after) {
    members.getOrDefault(member, new HashMap<>()).put(after.field(), after);
    if (after.field() == PersonalField.ID_NUMBER) idNumbers.put(member, after);
  }

  /** Seals the person's fields and claims him for this household. */
  static Member enter(HouseholdId household, Person person, Vault vault) {
    String subject = subject(household, person.member());
    claim(subject, person.idNumber(), vault);
    return new Member(
        person.member(),
        person.relationship(),
        List.of(
            vault.seal(subject, PersonalField.NAME, person.name()),
            vault.seal(subject, PersonalField.ID_NUMBER, person.idNumber())));
  }

  private static void claim(String subject, String idNumber, Vault vault) {
    String fingerprint = vault.fingerprint(idNumber);
    Append append = Append.current();
    // A member may come, be corrected and leave within one append, before the vault can be asked.
    append.note(new FingerprintOf(subject), Noted.class, Noted::new).fingerprint = fingerprint;
    append.claim(Claims.PERSON_ON_REGISTER, fingerprint, subject);
  }

  /** Seals the right value; with an ID number the claim moves from the wrong one. */
  Commitment correct(
      HouseholdId household, MemberId member, PersonalField field, String value, Vault vault) {
    if (field == PersonalField.ID_NUMBER) {
      release(household, member, vault);
      claim(subject(household, member), value, vault);
    }
    return seal(household, member, field, value, vault);
  }

  /** The right value alone: a household that was refused or removed keeps nobody. */
  static Commitment seal(
      HouseholdId household, MemberId member, PersonalField field, String value, Vault vault) {
    return vault.seal(subject(household, member), field, value);
  }

  /** Gives the person free for another household. */
  void release(HouseholdId household, MemberId member, Vault vault) {
    String subject = subject(household, member);
    Append append = Append.current();
    Noted noted = append.note(new FingerprintOf(subject), Noted.class, Noted::new);
    Commitment number = commitment(member, PersonalField.ID_NUMBER);
    if (noted.fingerprint.isEmpty() && number != null)
      noted.fingerprint = vault.open(number).map(vault::fingerprint).orElse("");
    String fingerprint = noted.fingerprint;
    // Erased from the vault: nobody can be found by that number any more, nor kept by it.
    if (!fingerprint.isEmpty()) append.release(Claims.PERSON_ON_REGISTER, fingerprint, subject);
  }

  static String subject(HouseholdId household, MemberId member) {
    return household.stream() + "/" + member;
  }
}
