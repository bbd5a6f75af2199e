package org.sunshineledger.api.web;

import org.springframework.http.HttpStatus;

/**
 * What a door itself can find wrong with a request, before any rule is asked. The names are
 * published codes like those of the rules: add, never rename. Title and remedy stand in the message
 * bundles under {@code fault.<code>}.
 */
public enum Fault {
  /** Not JSON, an unknown or missing field, an id of the wrong form. */
  MALFORMED(HttpStatus.BAD_REQUEST),
  SIGN_IN(HttpStatus.UNAUTHORIZED),
  /** The token is none of the configured issuer for this ledger, or not any more. */
  BAD_TOKEN(HttpStatus.UNAUTHORIZED),
  /** The token is good, and no account that is not disabled is bound to its subject. */
  NO_ACCOUNT(HttpStatus.FORBIDDEN),
  /** The role may not do this. */
  NOT_YOUR_ROLE(HttpStatus.FORBIDDEN),
  /** The place lies outside the region of the post held today. */
  OUTSIDE_YOUR_REGION(HttpStatus.FORBIDDEN),
  /** The account's officer holds no post today. */
  NO_POST(HttpStatus.FORBIDDEN),
  /** A form without its token, or with one of another session. */
  STALE_FORM(HttpStatus.FORBIDDEN),
  UNKNOWN_ADDRESS(HttpStatus.NOT_FOUND),
  UNKNOWN_ORDER(HttpStatus.NOT_FOUND),
  UNKNOWN_PLACE(HttpStatus.NOT_FOUND),
  /** The household, fund, notice, project… has no facts. */
  UNKNOWN_SUBJECT(HttpStatus.NOT_FOUND),
  UNKNOWN_FACT(HttpStatus.NOT_FOUND),
  /** No objection and no report has a receipt of this number. */
  UNKNOWN_RECEIPT(HttpStatus.NOT_FOUND),
  /** No edition of the rules has this version; the detail names those there are. */
  UNKNOWN_EDITION(HttpStatus.NOT_FOUND),
  /** There is no such import, or it was deleted a week after it came. */
  UNKNOWN_IMPORT(HttpStatus.NOT_FOUND),
  /** No view has this name; the detail names those there are. */
  UNKNOWN_VIEW(HttpStatus.NOT_FOUND),
  WRONG_METHOD(HttpStatus.METHOD_NOT_ALLOWED),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
  /** Others wrote to the same streams again and again; nothing was recorded. */
  CONFLICT(HttpStatus.CONFLICT),
  /** This node checks its journal already; the detail says how far it is. */
  CHECK_RUNNING(HttpStatus.CONFLICT),
  /** This node builds views anew already; the detail says how far it is. */
  REBUILD_RUNNING(HttpStatus.CONFLICT),
  /** The stream is at none of the versions that {@code If-Match} names; the detail has its own. */
  MOVED_ON(HttpStatus.PRECONDITION_FAILED),

  /** An import is looked through, is being recorded, or was recorded. */
  IMPORT_NOT_READY(HttpStatus.CONFLICT),
  TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
  WRONG_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  /** The idempotency key was used before with another body. */
  KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),
  /** A published notice whose figures do not add up is shown and not recorded. */
  NOTICE_DOES_NOT_ADD_UP(HttpStatus.UNPROCESSABLE_CONTENT),
  /** Some lines of a file cannot be recorded, so none is; the detail names them. */
  FILE_HAS_BAD_LINES(HttpStatus.UNPROCESSABLE_CONTENT),
  /** More rows than one append carries; line by line they can be recorded. */
  TOO_MANY_ROWS_TOGETHER(HttpStatus.UNPROCESSABLE_CONTENT),
  TOO_MANY_ATTEMPTS(HttpStatus.TOO_MANY_REQUESTS),
  /** One address asked for too many days that had to be put together first. */
  TOO_MANY_PAST_DAYS(HttpStatus.TOO_MANY_REQUESTS),
  /** One address, or all together, hand in more objections and reports than is usual. */
  TOO_MANY_STATEMENTS(HttpStatus.TOO_MANY_REQUESTS),
  /** One address listens to as many streams as it may. */
  TOO_MANY_LISTENERS(HttpStatus.TOO_MANY_REQUESTS),
  INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
  /** The issuer of tokens does not say which keys are its own. */
  ISSUER_AWAY(HttpStatus.SERVICE_UNAVAILABLE),
  /** As many listen as this node serves at once. */
  LISTENERS_FULL(HttpStatus.SERVICE_UNAVAILABLE);

  private final HttpStatus status;

  Fault(HttpStatus status) {
    this.status = status;
  }

  public HttpStatus status() {
    return status;
  }
}
