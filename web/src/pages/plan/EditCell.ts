import { h, type FunctionalComponent } from 'vue'
import { usePlanContext } from './context'
import EditableCell from './EditableCell.vue'
import type { EditField } from './edits'
import type { Indicator, Task } from './planView'

interface Props {
  indicator: Indicator
  task?: Task
  field: EditField
}

// What stands in a cell; while the office edits, with the means to change it. There are four in every row, so that they
// cost nothing as long as nobody does.
const EditCell: FunctionalComponent<Props> = (props, { slots }) =>
  usePlanContext().isEditing.value ? h(EditableCell, props, slots) : slots.default?.()
EditCell.props = ['indicator', 'task', 'field']
export default EditCell
