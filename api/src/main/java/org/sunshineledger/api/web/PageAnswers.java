package org.sunshineledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a {@link Page} as HTML, or as JSON when the reader prefers that. */
final class PageAnswers implements HandlerMethodReturnValueHandler {

  private static final List<MediaType> OFFERED =
      List.of(MediaType.TEXT_HTML, MediaType.APPLICATION_JSON);

  private final HeaderContentNegotiationStrategy accept = new HeaderContentNegotiationStrategy();
  private final JsonMapper json;
  private final LogSize logSize;
  private final NewestCheckpoint checkpoint;
  private final Followed followed;

  PageAnswers(JsonMapper json, LogSize logSize, NewestCheckpoint checkpoint, Followed followed) {
    this.json = json;
    this.logSize = logSize;
    this.checkpoint = checkpoint;
    this.followed = followed;
  }

  /**
   * The JSON of every page: the day, the number of facts in the log, and what of it is signed.
   *
   * @param folded how many of the facts the content is made of
   * @param standing the views behind it that stand still before a fact they cannot fold
   * @param checkpoint the newest one
   * @param lists how many rows each list of the page has, and their digest
   */
  record Answer(
      LocalDate asOf,
      long logSize,
      long folded,
      List<String> standing,
      NewestCheckpoint.@Nullable Signed checkpoint,
      List<ListDigest> lists,
      Object content) {}

  @Override
  public boolean supportsReturnType(MethodParameter returnType) {
    return returnType.getParameterType() == Page.class;
  }

  @Override
  public void handleReturnValue(
      @Nullable Object returned,
      MethodParameter returnType,
      ModelAndViewContainer container,
      NativeWebRequest request)
      throws IOException, HttpMediaTypeNotAcceptableException {
    Page page = (Page) Objects.requireNonNull(returned);
    HttpServletResponse response =
        Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
    Texts.sayLanguage(response);
    HttpServletRequest servlet =
        Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    if (prefersJson(request)) {
      container.setRequestHandled(true);
      write(page, servlet, response);
      return;
    }
    container.setViewName(page.template());
    container.addAttribute("page", page.template());
    container.addAttribute("asOf", page.asOf());
    container.addAttribute("content", page.content());
    container.addAttribute("published", page.lists());
    container.addAttribute("path", servlet.getRequestURI());
    container.addAttribute("firstFacts", servlet.getAttribute(Moments.FIRST_FACTS));
  }

  private void write(Page page, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long size = logSize.get();
    Followed.Standing standing = followed.of(page.template(), request, size);
    byte[] body =
        json.writeValueAsBytes(
            new Answer(
                page.asOf(),
                size,
                standing.folded(),
                standing.standing(),
                checkpoint.get(),
                page.lists(),
                page.content()));
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private boolean prefersJson(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
    for (MediaType wanted : accept.resolveMediaTypes(request))
      for (MediaType offered : OFFERED)
        if (wanted.isCompatibleWith(offered)) return offered.equals(MediaType.APPLICATION_JSON);
    throw new HttpMediaTypeNotAcceptableException(OFFERED);
  }
}
