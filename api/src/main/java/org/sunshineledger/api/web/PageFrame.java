package org.sunshineledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/**
 * What stands around every page: its day, the size of the log, its newest checkpoint and how much
 * of it the page is made of, the language and who is signed in.
 */
@Component
final class PageFrame implements HandlerInterceptor {

  private final LogSize logSize;
  private final NewestCheckpoint checkpoint;
  private final Followed followed;
  private final Clock clock;

  PageFrame(LogSize logSize, NewestCheckpoint checkpoint, Followed followed, Clock clock) {
    this.logSize = logSize;
    this.checkpoint = checkpoint;
    this.followed = followed;
    this.clock = clock;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (mayBeAPage(handler)) followed.note(request);
    return true;
  }

  /** A door for programs answers with an entity, and with no page around it. */
  private static boolean mayBeAPage(Object handler) {
    return !(handler instanceof HandlerMethod door)
        || !ResponseEntity.class.isAssignableFrom(door.getMethod().getReturnType());
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page != null && page.hasView()) fill(page, request);
  }

  void fill(ModelAndView page, HttpServletRequest request) {
    ModelMap model = page.getModelMap();
    model.putIfAbsent("asOf", LocalDate.now(clock));
    model.putIfAbsent("path", request.getRequestURI());
    long size = logSize.get();
    Followed.Standing standing = followed.of(String.valueOf(model.get("page")), request, size);
    model.put("logSize", size);
    model.put("checkpoint", checkpoint.get());
    model.put("folded", standing.folded());
    model.put("behind", standing.folded() < size);
    model.put("standing", standing.standing());
    String other = Texts.inChinese() ? "en" : "zh";
    model.put("otherLanguage", other);
    model.put("inOtherLanguage", address(String.valueOf(model.get("path")), request, other));
    Principal signedIn = request.getUserPrincipal();
    if (signedIn != null) model.put("signedInAs", signedIn.getName());
    model.put("auditor", request.isUserInRole("AUDITOR"));
    model.put("inspector", request.isUserInRole("INSPECTOR"));
  }

  /** The same page, asked for the same, in a language. */
  private static String address(String path, HttpServletRequest request, String language) {
    StringBuilder address = new StringBuilder(path).append("?lang=").append(language);
    // What was sent is no question, and may be long: nobody reads it to say that it was refused.
    if (!request.getMethod().equals("GET")) return address.toString();
    parameters(request)
        .forEach((name, values) -> {
          if (name.equals("lang")) return;
          for (String value : values)
            address.append('&').append(encoded(name)).append('=').append(encoded(value));
        });
    return address.toString();
  }

  /** A question that is turned away for its form is not asked again in another language. */
  private static Map<String, String[]> parameters(HttpServletRequest request) {
    try {
      return request.getParameterMap();
    } catch (RequestRejectedException | InvalidParameterException e) {
      return Map.of();
    }
  }

  private static String encoded(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
