/// Placeholder of the flow model.
enum FlowPlaceholder {}
