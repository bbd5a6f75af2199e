package org.sunshineledger.projections.view;

/** A view could not fold a fact; the message names the view, the row and the position. */
public final class FoldFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long position;

  FoldFailed(String view, String key, long position, Throwable cause) {
    super(
        "view %s cannot fold the fact at position %d into the row %s: %s"
            .formatted(view, position, key, cause),
        cause);
    this.position = position;
  }

  public long position() {
    return position;
  }
}
