package org.sunshineledger.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sunshineledger.ledger.Ledger;
import org.sunshineledger.ledger.fact.Event;
import org.sunshineledger.ledger.fact.Fact;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code src/test/resources/history} holds one detail, to the byte, of every event type and version
 * ever shipped. A file there is never edited: what was stored once must be read for ever.
 *
 * <p>A new type gets its file on purpose, from a made-up event, with
 *
 * <pre>mvn -pl ledger test -Dtest=HistoryTest -Dhistory.write=true</pre>
 *
 * which writes the files that are missing and touches no other. A field that may be absent can be
 * added to a version: what it looks like since then stands in a file of its own, {@code type~2}.
 */
@DisplayName("History")
class HistoryTest {

  private static final Path FOLDER = Path.of("src/test/resources/history");
  private static final FactTypes TYPES = Ledger.published();
  private static final FactCodec CODEC = new FactCodec(TYPES);

  @BeforeAll
  static void getsTheFilesThatAreMissing() throws IOException {
    if (!Boolean.getBoolean("history.write")) return;
    Files.createDirectories(FOLDER);
    for (String name : TYPES.names()) {
      Class<? extends Event> type = TYPES.classOf(name, 0);
      UUID id = UUID.fromString("00000000-0000-4000-8000-000000000002");
      String stream = name.substring(0, name.indexOf('.')) + "/sample";
      byte[] detail = CODEC.encode(id, stream, 4, Samples.envelope(), Samples.event(type));
      if (!isThere(name, detail)) Files.write(free(name), detail, StandardOpenOption.CREATE_NEW);
    }
  }

  private static boolean isThere(String name, byte[] detail) throws IOException {
    for (Path file : shapes(name)) if (Arrays.equals(Files.readAllBytes(file), detail)) return true;
    return false;
  }

  /** The files of one type and version, the first shape first. */
  private static List<Path> shapes(String name) {
    return IntStream.iterate(1, shape -> shape + 1)
        .mapToObj(shape -> file(name, shape))
        .takeWhile(Files::exists)
        .toList();
  }

  private static Path free(String name) {
    return file(name, shapes(name).size() + 1);
  }

  @Test
  void showsEveryShapeThatIsWrittenNow() throws IOException {
    UUID id = UUID.fromString("00000000-0000-4000-8000-000000000002");
    for (String name : TYPES.names()) {
      String stream = name.substring(0, name.indexOf('.')) + "/sample";
      Event event = Samples.event(TYPES.classOf(name, 0));
      assertThat(isThere(name, CODEC.encode(id, stream, 4, Samples.envelope(), event)))
          .as(name)
          .isTrue();
    }
  }

  @Test
  void hasOneFileForEveryTypeAndNoOther() throws IOException {
    Set<String> files;
    try (Stream<Path> found = Files.list(FOLDER)) {
      files =
          found
              .map(file -> file.getFileName().toString().replaceFirst("(~\\d)?\\.json$", ""))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertThat(files).isEqualTo(TYPES.readable());
  }

  @TestFactory
  @DisplayName("is read, and where its version is still written, to the same bytes:")
  Stream<DynamicTest> isReadAndWrittenAgain() {
    return TYPES.readable().stream()
        .flatMap(name ->
            shapes(name).stream()
                .map(file ->
                    DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> comesOutAsItWentIn(name, file))));
  }

  private static void comesOutAsItWentIn(String name, Path file) throws IOException {
    byte[] detail = Files.readAllBytes(file);
    JsonNode outer = JsonMapper.shared().readTree(detail);
    StoredFact row =
        new StoredFact(
            0,
            Instant.EPOCH,
            UUID.fromString(outer.get("id").stringValue()),
            outer.get("subject").stringValue(),
            outer.get("streamsequence").longValue(),
            name,
            new byte[32],
            detail);
    Fact fact = CODEC.decode(row);
    if (!TYPES.names().contains(name)) return;
    byte[] again =
        CODEC.encode(fact.id(), fact.stream(), fact.sequence(), fact.envelope(), fact.event());
    assertThat(new String(again, StandardCharsets.UTF_8))
        .isEqualTo(new String(detail, StandardCharsets.UTF_8));
  }

  private static Path file(String name, int shape) {
    return FOLDER.resolve(shape == 1 ? name + ".json" : name + "~" + shape + ".json");
  }
}
