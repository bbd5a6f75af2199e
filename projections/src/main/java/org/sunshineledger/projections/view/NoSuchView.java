package org.sunshineledger.projections.view;

/** No view has this name. */
public final class NoSuchView extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoSuchView(String name) {
    super("no view is called " + name);
  }
}
