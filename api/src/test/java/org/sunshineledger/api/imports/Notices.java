package org.sunshineledger.api.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.sunshineledger.api.web.Texts;

/** Notices as they are read by the application's own readers, with its own words. */
final class Notices {

  /** The real notice was published the day before. */
  private static final Clock DAY_AFTER =
      Clock.fixed(Instant.parse("2018-03-07T04:00:00Z"), ZoneId.of("Asia/Shanghai"));

  private static final AnnotationConfigApplicationContext PARTS = parts();

  private Notices() {}

  private static AnnotationConfigApplicationContext parts() {
    ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
    messages.setBasename("messages");
    messages.setDefaultEncoding("UTF-8");
    messages.setFallbackToSystemLocale(false);
    messages.setAlwaysUseMessageFormat(true);
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context.registerBean("messageSource", MessageSource.class, () -> messages);
    context.registerBean(Clock.class, () -> DAY_AFTER);
    context.register(
        Texts.class, Values.class, Words.class, NoticeJson.class, NoticeWorkbook.class);
    context.refresh();
    return context;
  }

  static Texts texts() {
    return PARTS.getBean(Texts.class);
  }

  /** The city finance bureau's notice of 6 March 2018, to the letter. */
  static String published() {
    try (InputStream in =
        Objects.requireNonNull(
            Notices.class.getResourceAsStream("/scenario/zhengzhou-2016/notice-2018-03-06.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A notice in 万元 with these sources; single quotes stand for double ones. */
  static String notice(String sources, String rest) {
    return """
    {'title':'资金分配公示','published':'2018-03-06','unit':'万元','sources':[%s],%s}
    """
        .formatted(sources, rest)
        .replace('\'', '"');
  }

  static Values values() {
    return PARTS.getBean(Values.class);
  }

  static Words words() {
    return PARTS.getBean(Words.class);
  }

  static AllocationNotice json(String body) {
    return json(body.getBytes(StandardCharsets.UTF_8));
  }

  static AllocationNotice json(byte[] body) {
    return PARTS.getBean(NoticeJson.class).read(body);
  }

  static AllocationNotice workbook(byte[] file) {
    return PARTS.getBean(NoticeWorkbook.class).read(file);
  }

  static Reconciled reconciled(String body) {
    return Reconciled.of(json(body));
  }

  /** Code and place of each finding. */
  static List<String> findings(String body) {
    return reconciled(body).findings().stream()
        .map(finding -> finding.code() + " " + finding.spot())
        .toList();
  }

  static Report report(AllocationNotice notice) {
    return Report.of(notice, Reconciled.of(notice), texts());
  }
}
