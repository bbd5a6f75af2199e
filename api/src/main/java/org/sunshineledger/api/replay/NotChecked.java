package org.sunshineledger.api.replay;

/** Why a list could not be held against the log; the message is for the reader. */
final class NotChecked extends Exception {

  private static final long serialVersionUID = 1L;

  NotChecked(String message) {
    super(message);
  }

  NotChecked(String message, Throwable cause) {
    super(message, cause);
  }
}
