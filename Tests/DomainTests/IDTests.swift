import Domain
import Foundation
import Testing

@Suite("IDs: one row, for ever") struct IDTests {
  @Test("An id made later sorts later, and says version 7") func order() {
    let ids = (0..<200).map { ID<Deal>.fresh(at: Date(timeIntervalSince1970: 1_700_000_000 + Double($0))) }
    #expect(ids == ids.sorted())
    for id in ids {
      #expect(id.uuid.bytes[6] >> 4 == 7)
      #expect(id.uuid.bytes[8] >> 6 == 2)
    }
  }

  @Test("A thousand ids of one moment are a thousand") func distinct() {
    let now = Date(timeIntervalSince1970: 1_700_000_000)
    #expect(Set((0..<1000).map { _ in ID<Deal>.fresh(at: now) }).count == 1000)
  }

  @Test("A UUID comes back from its bytes, and from no other number of bytes") func bytes() {
    let uuid = UUID()
    #expect(UUID(bytes: uuid.bytes) == uuid)
    #expect(UUID(bytes: uuid.bytes.dropLast()) == nil)
    #expect(UUID(bytes: uuid.bytes + [0]) == nil)
    #expect(UUID(bytes: [UInt8]()) == nil)
  }
}
