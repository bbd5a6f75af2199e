package org.sunshineledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * A form that is turned away. It would be read into memory as soon as anybody on the way to the
 * error page asked for one of its fields, so it has none, and no body to be looked at.
 */
public final class UnreadForm extends HttpServletRequestWrapper {

  UnreadForm(HttpServletRequest request) {
    super(request);
  }

  /** Whether it is one with files. */
  public static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null
        && type.strip().regionMatches(true, 0, MediaType.MULTIPART_FORM_DATA_VALUE, 0, 10);
  }

  /** The check of a form's token passes by. */
  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public @Nullable String getParameter(String name) {
    return null;
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Map.of();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.emptyEnumeration();
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    return null;
  }
}
