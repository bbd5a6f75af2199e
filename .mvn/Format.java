import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks or rewrites the layout of all our Java sources; the root pom runs it. */
class Format {
  private static final List<String> SOURCES =
      List.of("src/main/java", "src/test/java", "src/bench/java");

  public static void main(String[] args) throws IOException {
    boolean rewrite = args[0].equals("rewrite");
    Path root = Path.of(args[1]);
    List<String> findings;
    try (Stream<Path> modules = Files.list(root)) {
      List<Path> files =
          Stream.concat(
                  Stream.of(root.resolve(".mvn")),
                  modules.flatMap(module -> SOURCES.stream().map(module::resolve)))
              .filter(Files::isDirectory)
              .flatMap(Format::javaFiles)
              .toList();
      findings = files.parallelStream().flatMap(f -> finding(f, root, rewrite).stream()).toList();
    }
    findings.forEach(System.err::println);
    if (!findings.isEmpty()) {
      System.exit(1);
    }
  }

  private static Optional<String> finding(Path file, Path root, boolean rewrite) {
    Path shown = root.relativize(file);
    try {
      String source = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(source);
      if (formatted.equals(source)) {
        return Optional.empty();
      }
      if (!rewrite) {
        return Optional.of(shown + ": not formatted");
      }
      Files.writeString(file, formatted, UTF_8);
      System.out.println(shown + ": formatted");
      return Optional.empty();
    } catch (FormatterException e) {
      return Optional.of(shown + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(shown.toString(), e);
    }
  }

  private static Stream<Path> javaFiles(Path directory) {
    try {
      return Files.walk(directory).filter(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
