package org.sunshineledger.ledger.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A tile")
class TilesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1, 256, tile/0/001",
    "0, 0, 256, tile/0/000",
    "0, 1, 5, tile/0/001.p/5",
    "0, 1000, 256, tile/0/x001/000",
    "0, 1234067, 256, tile/0/x001/x234/067",
    "5, 123456078, 2, tile/5/x123/x456/078.p/2",
    "63, 36028797018963967, 255, tile/63/x036/x028/x797/x018/x963/967.p/255",
    "-1, 0, 256, tile/entries/000",
    "-1, 70, 44, tile/entries/070.p/44"
  })
  @DisplayName("has this path, which is read as it was written")
  void path(int level, long index, int width, String path) {
    TilePath tile = new TilePath(level, index, width);
    assertThat(tile).hasToString(path);
    assertThat(TilePath.parse(path)).isEqualTo(tile);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "/tile/0/000",
        "tile/0/000/",
        "tile/00/000",
        "tile/01/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/+1/000",
        "tile/5/123/456/078",
        "tile/5/x123/456/078",
        "tile/0/x000/001",
        "tile/0/x000/x001/000",
        "tile/0/X001/000",
        "tile/0/x001",
        "tile/0/000.p/0",
        "tile/0/000.p/00",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/999",
        "tile/0/000.p/1000",
        "tile/0/000.p/",
        "tile/0/000.p",
        "tile/0/000.p/-1",
        "tile/0/000.p/5/",
        "tile/8/0/000",
        "tile/data/000",
        "tile/Entries/000",
        "tile/entries/000.P/5",
        "tile/0/x036/x028/x797/x018/x963/968",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/0/٠٠٠",
        "tile/0/000\n",
        "tile/0/ 00"
      })
  @DisplayName("has no such path")
  void noPath(String path) {
    assertThatThrownBy(() -> TilePath.parse(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("has one path only: what is changed in any byte, or cut off, is refused or another")
  void mangledPaths() {
    for (String path :
        List.of("tile/5/x123/x456/078.p/2", "tile/entries/x001/000", "tile/0/001", "tile/63/000")) {
      byte[] bytes = path.getBytes(UTF_8);
      for (int at = 0; at < bytes.length; at++) {
        for (int other = 0; other < 128; other++) {
          byte[] changed = bytes.clone();
          changed[at] = (byte) other;
          if (bytes[at] != other) assertOther(new String(changed, UTF_8), path);
        }
        assertOther(path.substring(0, at), path);
      }
    }
  }

  private static void assertOther(String mangled, String path) {
    try {
      TilePath read = TilePath.parse(mangled);
      assertThat(read).hasToString(mangled);
      assertThat(read).isNotEqualTo(TilePath.parse(path));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("looks like");
    }
  }

  @Test
  @DisplayName("is there or not by the size of the log alone")
  void bySize() {
    assertThat(Tiles.edge(70_000))
        .hasToString("[tile/0/273.p/112, tile/1/001.p/17, tile/2/000.p/1]");
    assertThat(Tiles.all(70_000).count()).isEqualTo(273 + 1 + 1 + 1 + 1);
    assertThat(Tiles.all(256))
        .map(TilePath::toString)
        .containsExactly("tile/0/000", "tile/1/000.p/1");
    assertThat(Tiles.bundles(300))
        .map(TilePath::toString)
        .containsExactly("tile/entries/000", "tile/entries/001.p/44");
    assertThat(Tiles.all(0)).isEmpty();
    assertThat(Tiles.edge(0)).isEmpty();
    assertThat(Tiles.edge(Long.MAX_VALUE)).hasSize(8);
  }

  @Test
  @DisplayName("is covered by a log exactly when it is a beginning of one of its tiles")
  void covered() {
    Random random = new Random(256);
    for (int round = 0; round < 300; round++) {
      long size = random.nextInt(140_000);
      List<TilePath> all = Tiles.all(size).toList();
      for (int level = 0; level < 4; level++)
        for (long index : new long[] {0, 1, 2, (size >> (8 * level)) / 256, (size >> 8) / 256}) {
          int width = 1 + random.nextInt(256);
          TilePath tile = new TilePath(level, index, width);
          boolean begins =
              all.stream()
                  .anyMatch(each ->
                      each.level() == tile.level()
                          && each.index() == tile.index()
                          && each.width() >= width);
          assertThat(Tiles.covers(size, tile)).as("%s at %d", tile, size).isEqualTo(begins);
        }
    }
    assertThat(Tiles.covers(Long.MAX_VALUE, new TilePath(63, 0, 1))).isFalse();
    assertThat(Tiles.covers(44, TilePath.entries(0, 44))).isTrue();
    assertThat(Tiles.covers(44, TilePath.entries(0, 45))).isFalse();
  }

  @Test
  @DisplayName("of entries gives back what was put in, and no other bundle does")
  void bundles() {
    List<byte[]> entries =
        IntStream.range(0, 256).mapToObj(i -> "entry %d".formatted(i).getBytes(UTF_8)).toList();
    byte[] bundle = EntryBundle.encode(entries);
    assertThat(EntryBundle.decode(bundle))
        .usingElementComparator(Arrays::compare)
        .isEqualTo(entries);
    assertThat(Arrays.copyOf(bundle, 4)).containsExactly(0, 7, 'e', 'n');
    for (int cut = 0; cut < bundle.length; cut++) {
      byte[] shorter = Arrays.copyOf(bundle, cut);
      try {
        assertThat(EntryBundle.decode(shorter)).hasSizeLessThan(256);
        assertThat(EntryBundle.encode(EntryBundle.decode(shorter))).isEqualTo(shorter);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("bundle");
      }
    }
    for (int at = 0; at < bundle.length; at++) {
      byte[] changed = bundle.clone();
      changed[at] ^= (byte) (1 << at % 8);
      try {
        assertThat(EntryBundle.encode(EntryBundle.decode(changed))).isEqualTo(changed);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("bundle");
      }
    }
  }

  @Test
  @DisplayName("of entries holds the longest entry two bytes can say, and 256 of them")
  void bundleLimits() {
    byte[] longest = new byte[65_535];
    assertThat(EntryBundle.decode(EntryBundle.encode(List.of(longest))).getFirst())
        .isEqualTo(longest);
    assertThatThrownBy(() -> EntryBundle.encode(List.of(new byte[65_536])))
        .isInstanceOf(IllegalArgumentException.class);
    List<byte[]> tooMany = IntStream.range(0, 257).mapToObj(_ -> new byte[0]).toList();
    assertThatThrownBy(() -> EntryBundle.encode(tooMany))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EntryBundle.decode(new byte[2 * 257]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(EntryBundle.decode(new byte[2])).hasSize(1);
  }
}
