package org.sunshineledger.ledger.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * 识别程序: the steps of an identification in the order in which a jurisdiction takes them. What comes
 * after the application and before the decision; a step that is not listed is not asked for.
 */
public record Procedure(List<Step> steps) implements Terms {

  /** 步骤, in the order in which the rules about them are checked. */
  public enum Step {
    /** 入户调查. */
    SURVEY(false),
    /** 四议两公开, up to the publication of its resolution. */
    DELIBERATIONS(false),
    /** 数据比对. */
    CROSS_CHECK(false),
    /** 民主评议. */
    VILLAGE_REVIEW(false),
    /** 第一次公示. */
    FIRST_NOTICE(true),
    /** 乡镇审核. */
    TOWNSHIP_AUDIT(false),
    /** 第二次公示. */
    SECOND_NOTICE(true),
    /** 县级复核. */
    COUNTY_REVIEW(false),
    /** 公告. */
    ANNOUNCEMENT(true);

    private final boolean publicity;

    Step(boolean publicity) {
      this.publicity = publicity;
    }

    /** Whether the act of this step names the notice it rests on. */
    private boolean namesANotice() {
      return this == TOWNSHIP_AUDIT || this == COUNTY_REVIEW;
    }

    /** Whether it publishes what was done before it. */
    public boolean isPublicity() {
      return publicity;
    }
  }

  public Procedure {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) throw new IllegalArgumentException("a procedure without steps");
    if (EnumSet.copyOf(steps).size() < steps.size())
      throw new IllegalArgumentException("a step twice");
    if (steps.getFirst().isPublicity())
      throw new IllegalArgumentException(steps.getFirst() + " publishes nothing");
    for (int i = 1; i < steps.size(); i++)
      if (steps.get(i).isPublicity() && steps.get(i - 1).isPublicity())
        throw new IllegalArgumentException(
            steps.get(i) + " publishes what was published just before");
    for (int i = 1; i < steps.size(); i++)
      if (steps.get(i - 1).isPublicity() && !steps.get(i).namesANotice())
        throw new IllegalArgumentException(
            steps.get(i) + " names no notice, so none can be asked for before it");
  }

  public boolean asksFor(Step step) {
    return steps.contains(step);
  }

  /**
   * What must be done before this step may be taken: the act before it, and what was to be
   * published of that act. The act before rests in turn on what was before it.
   */
  public List<Step> before(Step step) {
    return endingAt(steps.indexOf(step));
  }

  /** What must be done before the decision. */
  public List<Step> beforeTheDecision() {
    return endingAt(steps.size());
  }

  private List<Step> endingAt(int end) {
    if (end <= 0) return List.of();
    int from = steps.get(end - 1).isPublicity() ? end - 2 : end - 1;
    return steps.subList(from, end);
  }

  /** The act that is published by this step; empty where the procedure does not ask for it. */
  public Optional<Step> publishedBy(Step publicity) {
    int at = steps.indexOf(publicity);
    return at <= 0 ? Optional.empty() : Optional.of(steps.get(at - 1));
  }
}
