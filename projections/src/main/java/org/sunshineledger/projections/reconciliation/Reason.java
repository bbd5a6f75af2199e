package org.sunshineledger.projections.reconciliation;

/** Why there is a replayed figure, or why there is none to judge by. */
public enum Reason {
  REPLAYED("由账实重放得出"),
  /** The ledger replays the metric in a unit that the published figure cannot be turned into. */
  OTHER_UNIT("公布的单位与重放的单位不是一类"),
  /** The unit of the published figure is none. */
  UNKNOWN_UNIT("公布的单位不是计量单位"),
  /** The ledger keeps such facts, but has none for this region and time. */
  NO_FACTS("账本中没有该地该期的这类账实"),
  /** The ledger does not keep facts of this kind. */
  NOT_KEPT("账本不记载这类事项"),
  /** Nobody stands by the published figure any more. */
  WITHDRAWN("已撤回，不再与账实对照"),
  /** The day of the target lies beyond the recorded history, and the figure is not reached yet. */
  DAY_AHEAD("目标日期在已录入的历史之后");

  private final String chinese;

  Reason(String chinese) {
    this.chinese = chinese;
  }

  public String chinese() {
    return chinese;
  }
}
