extension Function {
  static let addItem: Function = Function(
    "AddItem", .collection, .verified, "Gives a collection with items added at its end.",
    limits: ["At most 2,000 items.", "That more than one item can be added is a decision."],
    overloads: [
      Overload([Parameter("collection", .items), Parameter("item", .item, isVariadic: true)], .items) {
        call throws(EvaluationError) in
        try call.result(call.items(0) + call.arguments.dropFirst(), of: call.itemType)
      }
    ],
    examples: [Example("ToString(AddItem(MakeList(3, 4), 5))", "3,4,5")])

  static let addItemAt: Function = Function(
    "AddItemAt", .collection, .documented, "Gives a collection with an item put in at a place, counted from 0.",
    limits: ["At most 2,000 items."],
    overloads: [
      Overload(
        [Parameter("collection", .items), Parameter("index", .integer), Parameter("item", .item)], .items
      ) { call throws(EvaluationError) in
        var items = call.items(0)
        items.insert(call[2], at: try call.place(1, in: items.count + 1))
        return try call.result(items, of: call.itemType)
      }
    ],
    examples: [Example("ToString(AddItemAt(MakeList(3, 4), 0, 7))", "7,3,4")])

  static let removeDups: Function = Function(
    "RemoveDups", .collection, .documented, "Gives a collection with only the first of items that are equal.",
    overloads: [
      Overload([Parameter("collection", .items)], .items) { call throws(EvaluationError) in
        var kept: [Value] = []
        for item in call.items(0) {
          call.steps += kept.count / 10
          if !kept.contains(where: { $0.isSame(as: item) }) { kept.append(item) }
        }
        return try call.result(kept, of: call.itemType)
      }
    ],
    examples: [Example("ToString(RemoveDups(MakeList(1, 2, 1)))", "1,2")])

  static let removeItem: Function = Function(
    "RemoveItem", .collection, .documented, "Gives a collection without the items that are equal to a value.",
    overloads: [
      Overload([Parameter("collection", .items), Parameter("value", .item)], .items) { call throws(EvaluationError) in
        try call.result(call.items(0).filter { !$0.isSame(as: call[1]) }, of: call.itemType)
      }
    ],
    examples: [Example("ToString(RemoveItem(MakeList(1, 2, 1), 1))", "2")])

  static let removeItemAt: Function = Function(
    "RemoveItemAt", .collection, .documented, "Gives a collection without the item at a place, counted from 0.",
    overloads: [
      Overload([Parameter("collection", .items), Parameter("index", .integer)], .items) {
        call throws(EvaluationError) in
        var items = call.items(0)
        items.remove(at: try call.place(1, in: items.count))
        return try call.result(items, of: call.itemType)
      }
    ],
    examples: [Example("ToString(RemoveItemAt(MakeList(1, 2), 0))", "2")])

  static let replaceItem: Function = Function(
    "ReplaceItem", .collection, .documented,
    "Gives a collection with a new value in place of every item that is equal to a value.",
    limits: ["The order of the arguments is a decision."],
    overloads: [
      Overload(
        [Parameter("collection", .items), Parameter("value", .item), Parameter("newValue", .item)], .items
      ) { call throws(EvaluationError) in
        try call.result(call.items(0).map { $0.isSame(as: call[1]) ? call[2] : $0 }, of: call.itemType)
      }
    ],
    examples: [Example("ToString(ReplaceItem(MakeList(1, 2, 1), 1, 9))", "9,2,9")])

  static let replaceItemFirst: Function = Function(
    "ReplaceItemFirst", .collection, .documented,
    "Gives a collection with a new value in place of the first item that is equal to a value.",
    limits: ["The order of the arguments is a decision."],
    overloads: [
      Overload(
        [Parameter("collection", .items), Parameter("value", .item), Parameter("newValue", .item)], .items
      ) { call throws(EvaluationError) in
        var items = call.items(0)
        if let place = items.firstIndex(where: { $0.isSame(as: call[1]) }) { items[place] = call[2] }
        return try call.result(items, of: call.itemType)
      }
    ],
    examples: [Example("ToString(ReplaceItemFirst(MakeList(1, 2, 1), 1, 9))", "9,2,1")])

  static let replaceItemAt: Function = Function(
    "ReplaceItemAt", .collection, .documented,
    "Gives a collection with a new value in place of the item at a place, counted from 0.",
    limits: ["The order of the arguments is a decision."],
    overloads: [
      Overload(
        [Parameter("collection", .items), Parameter("index", .integer), Parameter("newValue", .item)], .items
      ) { call throws(EvaluationError) in
        var items = call.items(0)
        items[try call.place(1, in: items.count)] = call[2]
        return try call.result(items, of: call.itemType)
      }
    ],
    examples: [Example("ToString(ReplaceItemAt(MakeList(1, 2), 1, 9))", "1,9")])
}
