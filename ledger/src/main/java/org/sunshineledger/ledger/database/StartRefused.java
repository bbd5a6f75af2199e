package org.sunshineledger.ledger.database;

/** Why the ledger does not start: one line on what is wrong and one on what to do. */
public sealed class StartRefused extends RuntimeException permits FolderInUse {

  private static final long serialVersionUID = 1L;

  private final String description;
  private final String action;

  public StartRefused(String description, String action) {
    super(description + " " + action);
    this.description = description;
    this.action = action;
  }

  public StartRefused(String description, String action, Throwable cause) {
    super(description + " " + action, cause);
    this.description = description;
    this.action = action;
  }

  /** What is wrong, as a sentence. */
  public String description() {
    return description;
  }

  /** What the operator can do, as a sentence. */
  public String action() {
    return action;
  }
}
