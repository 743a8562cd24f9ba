import "strings"
name = "maxItem count"
print(strings.camelCase(name), strings.pascalCase(name), strings.snakeCase(name), strings.kebabCase(name), strings.constantCase(name)) #> maxItemCount MaxItemCount max_item_count max-item-count MAX_ITEM_COUNT
