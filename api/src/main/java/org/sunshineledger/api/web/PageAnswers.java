package org.sunshineledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a {@link Page} as HTML, or as JSON or CSV when the reader prefers that. */
final class PageAnswers implements HandlerMethodReturnValueHandler {

  private static final List<MediaType> OFFERED =
      List.of(MediaType.TEXT_HTML, MediaType.APPLICATION_JSON, CsvAnswer.CSV);

  /** A table is whole, in one language or the other, and has an address of its own. */
  private static final Set<String> NOT_OF_A_TABLE =
      Set.of("lang", "limit", "after", "format", "table", "charset");

  private final HeaderContentNegotiationStrategy accept = new HeaderContentNegotiationStrategy();
  private final JsonMapper json;
  private final LogSize logSize;
  private final NewestCheckpoint checkpoint;
  private final Followed followed;
  private final Texts texts;
  private final CsvAnswer csv;

  PageAnswers(
      JsonMapper json,
      LogSize logSize,
      NewestCheckpoint checkpoint,
      Followed followed,
      Texts texts) {
    this.texts = texts;
    this.csv = new CsvAnswer(texts, json);
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
    List<Table> tables = page.tables();
    MediaType wanted = wanted(request, servlet);
    if (wanted.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
      container.setRequestHandled(true);
      write(page, servlet, response);
      return;
    }
    if (wanted.equalsTypeAndSubtype(CsvAnswer.CSV)) {
      if (tables.isEmpty()) throw new HttpMediaTypeNotAcceptableException(OFFERED.subList(0, 2));
      container.setRequestHandled(true);
      csv.write(page, tables, servlet, wanted.getCharset(), response);
      return;
    }
    container.setViewName(page.template());
    container.addAttribute("page", page.template());
    container.addAttribute("asOf", page.asOf());
    container.addAttribute("content", page.content());
    @Nullable Supplier<@Nullable Object> preview = page.preview();
    if (preview != null) container.addAttribute("preview", preview.get());
    container.addAttribute("published", page.lists());
    container.addAttribute("path", servlet.getRequestURI());
    container.addAttribute("tables", downloads(tables, servlet));
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

  /** The address of a table. */
  record Download(String name, String address) {}

  private List<Download> downloads(List<Table> tables, HttpServletRequest request) {
    return tables.stream()
        .map(table ->
            new Download(
                texts.orElse("csv.table." + table.name(), table.name()),
                address(request, table.name())))
        .toList();
  }

  /** The same page, asked for the same, as a table. */
  private static String address(HttpServletRequest request, String table) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(request.getRequestURI());
    request
        .getParameterMap()
        .forEach((name, values) -> {
          if (!NOT_OF_A_TABLE.contains(name))
            for (String value : values)
              address.queryParam(
                  UriUtils.encode(name, StandardCharsets.UTF_8),
                  UriUtils.encode(value, StandardCharsets.UTF_8));
        });
    return address.queryParam("format", "csv").queryParam("table", table).build().toUriString();
  }

  /** What the address names, or else the header. */
  private MediaType wanted(NativeWebRequest request, HttpServletRequest servlet)
      throws HttpMediaTypeNotAcceptableException {
    String format = servlet.getParameter("format");
    if (format != null) {
      if (!format.equals("csv")) throw Faulty.malformed("format", "csv");
      return CsvAnswer.CSV;
    }
    for (MediaType wanted : accept.resolveMediaTypes(request))
      for (MediaType offered : OFFERED)
        if (wanted.isCompatibleWith(offered))
          return wanted.equalsTypeAndSubtype(offered) ? wanted : offered;
    throw new HttpMediaTypeNotAcceptableException(OFFERED);
  }
}
