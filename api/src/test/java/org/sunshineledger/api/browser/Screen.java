package org.sunshineledger.api.browser;

/** What a page is read on. */
public enum Screen {
  PHONE(390, 844),
  DESK(1280, 900),
  /** A large display on the wall of a village hall. */
  WALL(1920, 1080);

  private final int width;
  private final int height;

  Screen(int width, int height) {
    this.width = width;
    this.height = height;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }
}
