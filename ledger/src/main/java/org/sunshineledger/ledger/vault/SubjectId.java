package org.sunshineledger.ledger.vault;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sunshineledger.ledger.fact.HouseholdId;
import org.sunshineledger.ledger.fact.MemberId;

/**
 * 个人信息主体: whose data it is, by the number under which the register has him and never by who he is,
 * e.g. {@code 4101850010010001-01}.
 */
public record SubjectId(@JsonValue String number) {

  private static final Pattern FORM = Pattern.compile("(\\d{4,20})-(\\d{2})");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SubjectId {
    if (!FORM.matcher(number).matches())
      throw new IllegalArgumentException("not a register number and a member's: " + number);
  }

  public static SubjectId of(HouseholdId household, MemberId member) {
    return new SubjectId(household + "-" + member);
  }

  public HouseholdId household() {
    return new HouseholdId(part(1));
  }

  public MemberId member() {
    return new MemberId(part(2));
  }

  private String part(int group) {
    Matcher parts = FORM.matcher(number);
    if (!parts.matches()) throw new IllegalStateException("checked when it was made: " + number);
    return parts.group(group);
  }

  /** Where facts about the data stand. */
  public String stream() {
    return "vault/" + number;
  }

  /** Under which the vault keeps his keys. */
  public String inVault() {
    return household().stream() + "/" + member();
  }

  @Override
  public String toString() {
    return number;
  }
}
