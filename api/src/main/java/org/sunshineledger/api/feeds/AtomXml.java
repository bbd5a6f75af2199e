package org.sunshineledger.api.feeds;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A feed as Atom (RFC 4287), with its older stretches as RFC 5005 pages. */
final class AtomXml {

  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final XMLOutputFactory WRITERS = XMLOutputFactory.newFactory();

  private final XMLStreamWriter xml;

  private AtomXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * @param site who publishes it
   * @param suffix what the address of this stretch ends with, beginning with a question mark
   */
  static byte[] write(Feed feed, String site, String suffix) {
    // Through text: into a stream of bytes the writer would put half of a rare character.
    StringWriter text = new StringWriter();
    try {
      new AtomXml(WRITERS.createXMLStreamWriter(text)).feed(feed, site, suffix);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a feed cannot be written", e);
    }
    return text.toString().getBytes(UTF_8);
  }

  private void feed(Feed feed, String site, String suffix) throws XMLStreamException {
    xml.writeStartDocument(UTF_8.name(), "1.0");
    xml.writeStartElement("feed");
    xml.writeDefaultNamespace(ATOM);
    xml.writeAttribute(
        XMLConstants.XML_NS_PREFIX, XMLConstants.XML_NS_URI, "lang", feed.language());
    text("id", feed.id());
    text("title", feed.title());
    text("updated", moment(feed.updated()));
    link("self", feed.self() + ".atom" + suffix, "application/atom+xml");
    link("alternate", feed.board(), "text/html");
    Long before = feed.before();
    if (before != null)
      link("next", feed.self() + ".atom?before=" + before, "application/atom+xml");
    xml.writeStartElement("author");
    text("name", site);
    xml.writeEndElement();
    for (Feed.Entry entry : feed.entries()) entry(entry);
    xml.writeEndElement();
    xml.writeEndDocument();
    xml.close();
  }

  private void entry(Feed.Entry entry) throws XMLStreamException {
    xml.writeStartElement("entry");
    text("id", entry.id());
    text("title", entry.title());
    text("published", moment(entry.published()));
    text("updated", moment(entry.updated()));
    link("alternate", entry.address(), "text/html");
    link("related", entry.fact(), "text/html");
    link("related", entry.proof(), "text/plain");
    xml.writeEmptyElement("category");
    xml.writeAttribute("term", entry.kind());
    text("summary", entry.summary());
    xml.writeEndElement();
  }

  private void text(String name, String text) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(allowed(text));
    xml.writeEndElement();
  }

  private void link(String rel, String address, String type) throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", rel);
    xml.writeAttribute("href", allowed(address));
    xml.writeAttribute("type", type);
  }

  private static String moment(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).toString();
  }

  /** XML 1.0 section 2.2: what is no character there cannot even be escaped. */
  static String allowed(String text) {
    return text.codePoints().allMatch(AtomXml::isAllowed)
        ? text
        : text.codePoints()
            .map(c -> isAllowed(c) ? c : 0xFFFD)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
