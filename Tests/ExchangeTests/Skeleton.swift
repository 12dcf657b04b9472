import Testing

@Suite struct ExchangeSkeleton {}
