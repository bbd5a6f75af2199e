package org.sunshineledger.projections.view;

/** A rebuild is under way already, on this node or another. */
public final class RebuildRunning extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RebuildRunning() {
    super("views are being built anew already");
  }
}
