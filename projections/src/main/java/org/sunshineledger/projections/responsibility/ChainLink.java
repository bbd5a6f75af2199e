package org.sunshineledger.projections.responsibility;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.projections.region.Node;

/**
 * One tier of the chain household, village, township, county, city; empty where the ledger says
 * nobody.
 *
 * @param place null for the household itself, and where the subject has none at this tier
 * @param duties of the asked day
 * @param placeThen the division on the other day, where it was another one; else null
 * @param fresh positions of those duties that did not stand on the other day; none without one
 * @param gone duties of the other day that do not stand on the asked one
 */
public record ChainLink(
    Answer.Tier tier,
    @Nullable Node place,
    List<Duty> duties,
    @Nullable Node placeThen,
    List<Long> fresh,
    List<Duty> gone) {

  public ChainLink {
    duties = List.copyOf(duties);
    fresh = List.copyOf(fresh);
    gone = List.copyOf(gone);
  }

  /** Whether it was not the same on the other day. */
  public boolean isChanged() {
    return placeThen != null || !fresh.isEmpty() || !gone.isEmpty();
  }

  /**
   * From the household, or the place the answer is about, up to the city.
   *
   * @param other the same subject on another day, which the links are held against; null: none is
   */
  public static List<ChainLink> of(Answerable answer, @Nullable Answerable other) {
    return Arrays.stream(Answer.Tier.values())
        .filter(tier -> tier != Answer.Tier.PROVINCE)
        .map(tier -> link(tier, answer, other))
        // A fund of the city has no village, and only a household is paired with.
        .filter(link ->
            link.place() != null
                || !link.duties().isEmpty()
                || link.isChanged()
                || isHousehold(link, answer))
        .toList();
  }

  private static ChainLink link(Answer.Tier tier, Answerable answer, @Nullable Answerable other) {
    List<Duty> duties = duties(tier, answer);
    @Nullable Node place = place(tier, answer);
    if (other == null) return new ChainLink(tier, place, duties, null, List.of(), List.of());
    List<Duty> then = duties(tier, other);
    Set<Long> before = positions(then);
    Set<Long> now = positions(duties);
    @Nullable Node placeThen = place(tier, other);
    boolean stays = place == null || placeThen == null || place.code().equals(placeThen.code());
    return new ChainLink(
        tier,
        place,
        duties,
        stays ? null : placeThen,
        duties.stream().map(Duty::position).filter(each -> !before.contains(each)).toList(),
        then.stream().filter(each -> !now.contains(each.position())).toList());
  }

  private static @Nullable Node place(Answer.Tier tier, Answerable answer) {
    return answer.places().stream()
        .filter(place -> place.level().name().equals(tier.name()))
        .findFirst()
        .orElse(null);
  }

  private static List<Duty> duties(Answer.Tier tier, Answerable answer) {
    return answer.answers().stream().filter(each -> each.tier() == tier).map(Answer::duty).toList();
  }

  private static Set<Long> positions(List<Duty> duties) {
    return duties.stream().map(Duty::position).collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isHousehold(ChainLink link, Answerable answer) {
    return link.tier() == Answer.Tier.HOUSEHOLD
        && (answer.subject().kind() == Subject.Kind.HOUSEHOLD
            || answer.subject().kind() == Subject.Kind.EXIT);
  }
}
