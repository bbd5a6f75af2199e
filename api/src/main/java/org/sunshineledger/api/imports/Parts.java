package org.sunshineledger.api.imports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The parts of a workbook, which is a ZIP file of XML, before a reader of workbooks sees it. That
 * reader trusts its file: it unpacks whatever there is, and makes a row as wide as a cell says it
 * is. So the parts are unpacked here within bounds, looked at, and packed anew.
 */
final class Parts {

  private static final int MOST_PARTS = 64;
  private static final int MOST_BYTES_UNPACKED = 16 << 20;

  /** No column lies behind XFD. */
  private static final Pattern CELL = Pattern.compile("[A-Z]{1,3}[0-9]{1,7}");

  private static final XMLInputFactory XML = xml();

  private Parts() {}

  /** What was sent is too large once it is unpacked. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(String message) {
      super(message);
    }
  }

  /**
   * The workbook without pictures, macros and whatever else is not XML.
   *
   * @throws TooLarge when its parts are too many or too large
   * @throws IOException when it is no ZIP file of XML, or a cell lies outside any sheet
   */
  static byte[] within(byte[] file) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(file.length);
    int left = MOST_BYTES_UNPACKED;
    // Not the JDK's stream: what writers of workbooks put behind a part it does not understand.
    try (ZipFile in =
            ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get();
        ZipOutputStream out = new ZipOutputStream(packed)) {
      List<ZipArchiveEntry> parts = Collections.list(in.getEntries());
      if (parts.size() > MOST_PARTS) throw new TooLarge("> " + MOST_PARTS + " parts");
      for (ZipArchiveEntry entry : parts) {
        byte[] part = bytes(in, entry, left);
        left -= part.length;
        String name = entry.getName();
        if (!name.endsWith(".xml") && !name.endsWith(".rels")) continue;
        requireCellsInside(part);
        out.putNextEntry(new ZipEntry(name));
        out.write(part);
      }
    }
    return packed.toByteArray();
  }

  private static byte[] bytes(ZipFile zip, ZipArchiveEntry entry, int left) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] part = in.readNBytes(left + 1);
      if (part.length > left) throw new TooLarge("> " + MOST_BYTES_UNPACKED);
      return part;
    }
  }

  private static void requireCellsInside(byte[] part) throws IOException {
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(part));
      while (reader.hasNext()) {
        if (reader.next() != XMLStreamConstants.START_ELEMENT) continue;
        if (!reader.getLocalName().equals("c")) continue;
        String cell = reader.getAttributeValue(null, "r");
        if (cell != null && !CELL.matcher(cell).matches())
          throw new IOException("no cell of a sheet");
      }
    } catch (XMLStreamException e) {
      throw new IOException("not XML", e);
    }
  }

  private static XMLInputFactory xml() {
    // The JDK's own, whatever else is on the class path.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
