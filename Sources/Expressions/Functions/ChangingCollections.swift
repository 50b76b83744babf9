extension Function {
  static let addItem = Function(
    "AddItem", .collection, .verified, "Gives a collection with items added at its end.",
    limits: ["At most 2,000 items.", "That more than one item can be added is a decision."],
    [Parameter("collection", .items), Parameter("item", .item, isVariadic: true)], .items,
    examples: ["ToString(AddItem(MakeList(3, 4), 5))": "3,4,5"]
  ) { call throws(EvaluationError) in try call.result(call.items(0) + call.arguments.dropFirst(), of: call.itemType) }

  static let addItemAt = Function(
    "AddItemAt", .collection, .documented, "Gives a collection with an item put in at a place, counted from 0.",
    limits: ["At most 2,000 items."],
    [Parameter("collection", .items), Parameter("index", .integer), Parameter("item", .item)], .items,
    examples: ["ToString(AddItemAt(MakeList(3, 4), 0, 7))": "7,3,4"]
  ) { call throws(EvaluationError) in
    var items = call.items(0)
    items.insert(call[2], at: try call.place(1, in: items.count + 1))
    return try call.result(items, of: call.itemType)
  }

  static let removeDups = Function(
    "RemoveDups", .collection, .documented, "Gives a collection with only the first of items that are equal.",
    [Parameter("collection", .items)], .items, examples: ["ToString(RemoveDups(MakeList(1, 2, 1)))": "1,2"]
  ) { call throws(EvaluationError) in
    var kept: [Value] = []
    for item in call.items(0) {
      call.steps += kept.count / 10
      if !kept.contains(where: { $0.isSame(as: item) }) { kept.append(item) }
    }
    return try call.result(kept, of: call.itemType)
  }

  static let removeItem = Function(
    "RemoveItem", .collection, .documented, "Gives a collection without the items that are equal to a value.",
    [Parameter("collection", .items), Parameter("value", .item)], .items,
    examples: ["ToString(RemoveItem(MakeList(1, 2, 1), 1))": "2"]
  ) { call throws(EvaluationError) in
    try call.result(call.items(0).filter { !$0.isSame(as: call[1]) }, of: call.itemType)
  }

  static let removeItemAt = Function(
    "RemoveItemAt", .collection, .documented, "Gives a collection without the item at a place, counted from 0.",
    [Parameter("collection", .items), Parameter("index", .integer)], .items,
    examples: ["ToString(RemoveItemAt(MakeList(1, 2), 0))": "2"]
  ) { call throws(EvaluationError) in
    var items = call.items(0)
    items.remove(at: try call.place(1, in: items.count))
    return try call.result(items, of: call.itemType)
  }

  static let replaceItem = Function(
    "ReplaceItem", .collection, .documented,
    "Gives a collection with a new value in place of every item that is equal to a value.",
    limits: ["The order of the arguments is a decision."],
    [Parameter("collection", .items), Parameter("value", .item), Parameter("newValue", .item)], .items,
    examples: ["ToString(ReplaceItem(MakeList(1, 2, 1), 1, 9))": "9,2,9"]
  ) { call throws(EvaluationError) in
    try call.result(call.items(0).map { $0.isSame(as: call[1]) ? call[2] : $0 }, of: call.itemType)
  }

  static let replaceItemFirst = Function(
    "ReplaceItemFirst", .collection, .documented,
    "Gives a collection with a new value in place of the first item that is equal to a value.",
    limits: ["The order of the arguments is a decision."],
    [Parameter("collection", .items), Parameter("value", .item), Parameter("newValue", .item)], .items,
    examples: ["ToString(ReplaceItemFirst(MakeList(1, 2, 1), 1, 9))": "9,2,1"]
  ) { call throws(EvaluationError) in
    var items = call.items(0)
    if let place = items.firstIndex(where: { $0.isSame(as: call[1]) }) { items[place] = call[2] }
    return try call.result(items, of: call.itemType)
  }

  static let replaceItemAt = Function(
    "ReplaceItemAt", .collection, .documented,
    "Gives a collection with a new value in place of the item at a place, counted from 0.",
    limits: ["The order of the arguments is a decision."],
    [Parameter("collection", .items), Parameter("index", .integer), Parameter("newValue", .item)], .items,
    examples: ["ToString(ReplaceItemAt(MakeList(1, 2), 1, 9))": "1,9"]
  ) { call throws(EvaluationError) in
    var items = call.items(0)
    items[try call.place(1, in: items.count)] = call[2]
    return try call.result(items, of: call.itemType)
  }
}
