package org.sunshineledger.ledger.duty;

/** 三级分包: 县级领导包乡、单位包村、干部包户 (article, 登封). */
public enum PairingScope {
  TOWNSHIP("region/\\d{9}"),
  VILLAGE("(region|village)/\\d{12}"),
  HOUSEHOLD("household/\\d{4,20}");

  private final String targets;

  PairingScope(String targets) {
    this.targets = targets;
  }

  /** The stream, when an officer can be paired with it in this scope. */
  String requireTarget(String stream) {
    if (!stream.matches(targets))
      throw new IllegalArgumentException("not a target of scope " + this + ": " + stream);
    return stream;
  }
}
