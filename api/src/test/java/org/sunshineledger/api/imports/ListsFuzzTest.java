package org.sunshineledger.api.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sunshineledger.api.web.Faulty;

/**
 * A file is read into orders and problems, or it is turned away with a published fault; it is never
 * anything else, and never takes more rows, cells or time than it may. With {@code JAZZER_FUZZ=1}
 * one of the fuzz tests is searched for inputs that break it; else they repeat the inputs that are
 * kept.
 */
@DisplayName("Any file at all")
@Timeout(120)
class ListsFuzzTest {

  private static final LocalDate TODAY = LocalDate.of(2018, 3, 7);
  private static final Charset GB18030 = Charset.forName("GB18030");

  private static final String REGISTER =
      """
      户编号,村代码,村民组,与户主关系,姓名,证件号码,致贫原因,日期
      4101851009000001,410185100901,2,户主,某某,990000198001010011,因病,2016-03-01
      4101851009000001,410185100901,2,配偶,"某,某",990000198001010038,,2016/3/1
      """;

  private static final String CLAIMS =
      """
      id,region,metric,unit,kind,as_of,op,value,note
      C001,410100,households.exited,户,ACTUAL,2016-12-31,=,"12.5","a
      b"
      """;

  /** What a reading comes to is bounded, whatever was read. */
  private static final class Bounded implements Flaws, ListReading.Sink {

    private int problems;
    private int units;

    @Override
    public void found(Found found) {
      problems++;
      assertThat(found.row()).isPositive();
      assertThat(found.code()).isNotEmpty();
    }

    @Override
    public void take(ListReading.Unit unit) {
      units++;
      assertThat(unit.firstRow()).isPositive().isLessThanOrEqualTo(unit.lastRow());
    }
  }

  private interface Opening {
    Rows open() throws IOException;
  }

  /** As any kind of list: of one that is read, each row is an order, a problem, or blank. */
  private static void read(Opening file, Map<String, String> mapping) {
    for (ImportKind kind : ImportKind.values()) {
      Bounded bounded = new Bounded();
      try {
        int rows =
            new ListReading(
                    kind.listing(), mapping, Notices.words(), TODAY, TODAY, bounded, bounded)
                .read(file.open());
        assertThat(rows).isBetween(0, ListReading.MOST_ROWS);
        assertThat(bounded.units).isLessThanOrEqualTo(rows);
        assertThat(rows + bounded.problems).as("it says something").isPositive();
      } catch (Faulty turnedAway) {
        assertThat(turnedAway.fault()).isNotNull();
      } catch (IOException e) {
        throw new AssertionError("no fault of the file is one of the disk", e);
      }
    }
  }

  private static void csv(byte[] file) {
    read(() -> new CsvRows(file, Notices.values()), Map.of());
  }

  private static void workbook(byte[] file) {
    read(() -> new WorkbookRows(file, Notices.values()), Map.of());
  }

  /** The first line is the mapping, as the door reads it: a heading and a field. */
  private static void mapped(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    Map<String, String> mapping = new LinkedHashMap<>();
    for (String each : line.split(";", -1)) {
      int colon = each.lastIndexOf(':');
      if (colon > 0) mapping.put(each.substring(0, colon), each.substring(colon + 1));
    }
    byte[] file = (end < 0 ? "" : text.substring(end + 1)).getBytes(UTF_8);
    read(() -> new CsvRows(file, Notices.values()), mapping);
  }

  private static void claims(byte[] file) {
    try {
      CsvFile read = CsvFile.read(file, Notices.values());
      assertThat(read.lines()).hasSizeLessThanOrEqualTo(CsvFile.MOST_LINES);
    } catch (Faulty turnedAway) {
      assertThat(turnedAway.fault()).isNotNull();
    }
  }

  private static void notice(byte[] file) {
    try {
      AllocationNotice read = Notices.json(file);
      assertThat(read.lines().count()).isBetween(1L, (long) Values.MOST_LINES);
    } catch (Faulty turnedAway) {
      assertThat(turnedAway.fault()).isNotNull();
    }
  }

  private static void noticeWorkbook(byte[] file) {
    try {
      AllocationNotice read = Notices.workbook(file);
      assertThat(read.lines().count()).isBetween(1L, (long) Values.MOST_LINES);
    } catch (Faulty turnedAway) {
      assertThat(turnedAway.fault()).isNotNull();
    }
  }

  @FuzzTest
  void fuzzCsv(byte[] bytes) {
    csv(bytes);
  }

  @FuzzTest
  void fuzzMapped(byte[] bytes) {
    mapped(bytes);
  }

  @FuzzTest
  void fuzzClaims(byte[] bytes) {
    claims(bytes);
  }

  @FuzzTest
  void fuzzNotice(byte[] bytes) {
    notice(bytes);
  }

  /** The bytes are a sheet, which is packed with the parts that belong to it. */
  @FuzzTest
  void fuzzSheet(byte[] bytes) throws IOException {
    workbook(packed(replaced(list(), SHEET, bytes)));
  }

  @FuzzTest
  void fuzzWorkbook(byte[] bytes) {
    workbook(bytes);
    noticeWorkbook(bytes);
  }

  private interface Reader {
    void read(byte[] file);
  }

  private static void changed(Reader reader, byte[] seed, int rounds) {
    Random random = new Random(seed.length);
    reader.read(seed);
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = seed;
      for (int change = random.nextInt(4); change >= 0; change--) bytes = changed(bytes, random);
      reader.read(bytes);
    }
  }

  @Test
  @DisplayName("near to a list in text is read or turned away, in 6,000 random changes")
  void changedText() {
    changed(ListsFuzzTest::csv, REGISTER.getBytes(UTF_8), 1_500);
    changed(ListsFuzzTest::csv, REGISTER.getBytes(GB18030), 1_500);
    changed(ListsFuzzTest::mapped, ("户号:household;备:-\n" + REGISTER).getBytes(UTF_8), 1_000);
    changed(ListsFuzzTest::claims, CLAIMS.getBytes(UTF_8), 1_000);
    changed(ListsFuzzTest::notice, Notices.published().getBytes(UTF_8), 1_000);
  }

  @Test
  @DisplayName("near to a workbook is read or turned away, in 1,500 random changes")
  void changedWorkbook() throws IOException {
    byte[] list = packed(list());
    changed(ListsFuzzTest::workbook, list, 500);
    changed(ListsFuzzTest::noticeWorkbook, list, 250);
    for (String part : list().keySet()) {
      byte[] seed = list().get(part);
      changed(
          bytes -> {
            try {
              workbook(packed(replaced(list(), part, bytes)));
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          },
          seed == null ? new byte[0] : seed,
          100);
    }
  }

  private static final String SHEET = "xl/worksheets/sheet1.xml";

  /** The parts of a list of payments, by name. */
  private static Map<String, byte[]> list() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(file, "list", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("名单");
      List<Column> columns = new ArrayList<>(ImportKind.PAYMENTS.columns());
      for (int i = 0; i < columns.size(); i++) {
        sheet.value(0, i, columns.get(i).heading());
        sheet.value(1, i, columns.get(i).example());
      }
      sheet.value(2, 0, 42_617);
      sheet.formula(2, 1, "A1");
    }
    Map<String, byte[]> parts = new LinkedHashMap<>();
    // Not the JDK's stream: it does not understand what the writer puts behind a part.
    try (ZipFile zip =
        ZipFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(file.toByteArray()))
            .get()) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries()))
        try (InputStream part = zip.getInputStream(entry)) {
          parts.put(entry.getName(), part.readAllBytes());
        }
    }
    assertThat(parts).containsKey(SHEET);
    return parts;
  }

  private static Map<String, byte[]> replaced(Map<String, byte[]> parts, String name, byte[] by) {
    parts.put(name, by);
    return parts;
  }

  private static byte[] packed(Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return file.toByteArray();
  }

  /** Another byte, some left out, or some of its own put in elsewhere. */
  private static byte[] changed(byte[] bytes, Random random) {
    if (bytes.length == 0) return new byte[] {(byte) random.nextInt()};
    int at = random.nextInt(bytes.length);
    int length = Math.min(1 + random.nextInt(60), bytes.length - at);
    return switch (random.nextInt(4)) {
      case 0 -> with(bytes, at, (byte) random.nextInt(128));
      case 1 -> with(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
      case 2 -> {
        byte[] other = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, other, at, bytes.length - at - length);
        yield other;
      }
      default -> {
        int to = random.nextInt(bytes.length + 1);
        byte[] other = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, other, to, length);
        System.arraycopy(bytes, to, other, to + length, bytes.length - to);
        yield other;
      }
    };
  }

  private static byte[] with(byte[] bytes, int at, byte value) {
    byte[] other = bytes.clone();
    other[at] = value;
    return other;
  }
}
