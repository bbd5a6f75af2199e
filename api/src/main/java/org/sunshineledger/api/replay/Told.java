package org.sunshineledger.api.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sunshineledger.ledger.fact.Sha256;
import org.sunshineledger.projections.published.ListName;
import org.sunshineledger.projections.published.PublishedList;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server says of a list.
 *
 * @param digest in hexadecimal digits
 * @param rows null where only the digest is known
 * @param root of the log at that size in base64, or null
 * @param address of the list's text, or null
 */
record Told(
    Asked asked,
    String digest,
    @Nullable List<String> rows,
    @Nullable String root,
    @Nullable URI address) {

  /** Which list. */
  record Asked(ListName name, @Nullable String subject, LocalDate day, long size) {}

  /** Reads the text of a list; its digest is computed here, whatever anybody says. */
  static Told text(byte[] text) throws NotChecked {
    List<String> lines = new String(text, UTF_8).lines().toList();
    if (lines.isEmpty()) throw new NotChecked("名单是空文件 the list is an empty file");
    try {
      JsonNode header = JsonMapper.shared().readTree(lines.getFirst());
      String format = header.required("format").asString();
      if (!format.equals(PublishedList.FORMAT))
        throw new NotChecked("此版本不识名单格式 a format this version does not know: " + format);
      return new Told(
          new Asked(
              name(header.required("list").asString()),
              header.path("subject").isNull() ? null : header.required("subject").asString(),
              LocalDate.parse(header.required("asOf").asString()),
              header.required("size").longValue()),
          Sha256.of(text).hex(),
          lines.subList(1, lines.size()),
          null,
          null);
    } catch (JacksonException | DateTimeException e) {
      throw new NotChecked("首行不是名单的首行 the first line is not that of a list", e);
    }
  }

  static ListName name(String published) throws NotChecked {
    return ListName.of(published)
        .orElseThrow(() -> new NotChecked("没有这份名单 there is no list " + published));
  }
}
