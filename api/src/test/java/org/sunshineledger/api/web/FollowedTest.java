package org.sunshineledger.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FollowedTest {

  private static final Pattern PAGE = Pattern.compile("new Page\\(\\s*\"([a-z-]+)\"");

  @Test
  void everyPageSaysWhatItIsMadeOf() throws IOException {
    Set<String> pages = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      sources
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(
              file -> PAGE.matcher(text(file)).results().forEach(it -> pages.add(it.group(1))));
    }
    assertThat(pages).hasSizeGreaterThan(20);
    assertThat(Followed.PAGES.keySet()).containsExactlyInAnyOrderElementsOf(pages);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
